package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The carousel as services; everything it uses is bound dynamically, so that its feeds stay. */
@Component(
    immediate = true,
    service = {EmmSource.class, CardListener.class, MetricSource.class})
public final class CarouselComponent implements EmmSource, CardListener, MetricSource {
  private final Carousel carousel = new Carousel();

  @Activate
  public CarouselComponent() {}

  @Deactivate
  void stop() {
    carousel.close();
  }

  @Override
  public EmmFeed open(EmmAudience audience) {
    return carousel.open(audience);
  }

  @Override
  public EmmFeed takeOver(EmmAudience audience) {
    return carousel.takeOver(audience);
  }

  @Override
  public void changed(
      NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    carousel.changed(network, serials, urgency, committedAt);
  }

  @Override
  public List<MetricFamily> metrics() {
    return carousel.metrics();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindTable(CardTable table) {
    carousel.use(table);
  }

  void unbindTable(CardTable table) {
    carousel.forget(table);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      updated = "updatedDirectory")
  void bindDirectory(NetworkDirectory directory) {
    carousel.use(directory);
  }

  void updatedDirectory(NetworkDirectory directory) {
    carousel.networksChanged();
  }

  void unbindDirectory(NetworkDirectory directory) {
    carousel.forget(directory);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindProfile(CasProfile profile, Map<String, Object> properties) {
    Object ranking = properties.get(Constants.SERVICE_RANKING);
    carousel.add(
        profile,
        String.valueOf(properties.get(CasProfile.NAME)),
        ranking instanceof Integer number ? number : 0,
        String.valueOf(properties.get(CasProfile.VERSION)));
  }

  void unbindProfile(CasProfile profile) {
    carousel.remove(profile);
  }
}
