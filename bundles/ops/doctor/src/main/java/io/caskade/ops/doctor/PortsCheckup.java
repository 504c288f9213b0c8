package io.caskade.ops.doctor;

import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does every listener, output and reader do its work? */
@Component
public final class PortsCheckup implements Checkup {
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Endpoint> endpoints = List.of();

  /** Made by Declarative Services. */
  @Activate
  public PortsCheckup() {}

  @Override
  public String subject() {
    return "ports";
  }

  @Override
  public List<Finding> findings() {
    List<Endpoint> present = endpoints;
    var findings = new ArrayList<Finding>();
    present.stream()
        .sorted(Comparator.comparing(Endpoint::kind).thenComparing(Endpoint::name))
        .forEach(endpoint -> examine(endpoint, findings));
    if (present.stream().noneMatch(endpoint -> endpoint.kind().equals("ecmg"))) {
      findings.add(Finding.of(FindingCode.ECMG_MISSING));
    }
    return findings.isEmpty()
        ? List.of(Finding.of(FindingCode.PORTS_RIGHT, present.size()))
        : findings;
  }

  private static void examine(Endpoint endpoint, List<Finding> findings) {
    String name = endpoint.kind() + " " + endpoint.name();
    EndpointState state = endpoint.state();
    if (state == EndpointState.FAILED) {
      findings.add(Finding.of(FindingCode.PORT_FAILED, name, endpoint.detail()));
    } else if (state == EndpointState.STARTING) {
      findings.add(Finding.of(FindingCode.PORT_WAITS, name, endpoint.detail()));
    }
  }
}
