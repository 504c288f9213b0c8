package io.caskade.ops.doctor;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Do the crypto periods of the muxes suit the cards (tvcas3 chapter 5.1)? The listeners know the
 * rule; what they raise is put into words here.
 */
@Component
public final class PeriodsCheckup implements Checkup {
  private static final Map<AlarmCode, FindingCode> JUDGED =
      Map.of(
          AlarmCode.CRYPTO_PERIOD_SHORT, FindingCode.PERIOD_SHORT,
          AlarmCode.CRYPTO_PERIOD_RISKY, FindingCode.PERIOD_SHORT,
          AlarmCode.CRYPTO_PERIOD_HARMFUL, FindingCode.PERIOD_HARMFUL);

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Endpoint> endpoints = List.of();

  /** Made by Declarative Services. */
  @Activate
  public PeriodsCheckup() {}

  @Override
  public String subject() {
    return "crypto periods";
  }

  @Override
  public List<Finding> findings() {
    List<Endpoint> listeners =
        endpoints.stream().filter(endpoint -> endpoint.kind().equals("ecmg")).toList();
    List<Finding> judged =
        listeners.stream()
            .flatMap(listener -> listener.alarms().stream())
            .filter(alarm -> JUDGED.containsKey(alarm.code()))
            .map(PeriodsCheckup::finding)
            .toList();
    int peers = listeners.stream().mapToInt(listener -> listener.peers().size()).sum();
    if (!judged.isEmpty()) {
      return judged;
    }
    return List.of(
        peers == 0
            ? Finding.of(FindingCode.PERIODS_UNKNOWN)
            : Finding.of(FindingCode.PERIODS_RIGHT, peers));
  }

  private static Finding finding(Alarm alarm) {
    FindingCode code = JUDGED.getOrDefault(alarm.code(), FindingCode.PERIOD_SHORT);
    Object seconds = alarm.arguments().isEmpty() ? "" : alarm.arguments().get(0);
    return Finding.of(code, alarm.subject(), seconds);
  }
}
