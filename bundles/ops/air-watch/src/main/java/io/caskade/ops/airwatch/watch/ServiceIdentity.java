package io.caskade.ops.airwatch.watch;

import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.ops.airwatch.watch.HeadEndView.CasNetwork;
import io.caskade.ops.airwatch.watch.HeadEndView.SoldService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose a service on air is: that network's whose CA_descriptor its PMT has, else the one that it
 * had before, else the one that sells it. A service_id alone is not unique beyond a transport
 * stream, so where the stream tells a name a service without descriptor must have the name too.
 *
 * @param network empty when it is none of ours
 * @param descriptor ours in the PMT
 * @param sold as the catalogue has it
 */
record ServiceIdentity(
    Optional<CasNetwork> network, Optional<CaDescriptor> descriptor, Optional<SoldService> sold) {
  static final ServiceIdentity UNKNOWN =
      new ServiceIdentity(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @param name out of the SDT, empty when it told none
   */
  static ServiceIdentity of(Pmt pmt, String name, ServiceIdentity before, HeadEndView view) {
    List<CaDescriptor> descriptors =
        Stream.concat(
                pmt.caDescriptors().stream(),
                pmt.streams().stream().flatMap(stream -> stream.caDescriptors().stream()))
            .toList();
    for (CaDescriptor descriptor : descriptors) {
      Optional<CasNetwork> network =
          view.networks().stream()
              .filter(candidate -> candidate.caSystemId() == descriptor.caSystemId())
              .findFirst();
      if (network.isPresent()) {
        return new ServiceIdentity(
            network, Optional.of(descriptor), sold(pmt.programNumber(), name, network.get(), view));
      }
    }
    Optional<CasNetwork> remembered = before.network.flatMap(network -> view.network(network.id()));
    if (remembered.isPresent()) {
      return new ServiceIdentity(
          remembered, Optional.empty(), sold(pmt.programNumber(), name, remembered.get(), view));
    }
    return catalogued(pmt.programNumber(), name, view);
  }

  private static ServiceIdentity catalogued(int serviceId, String name, HeadEndView view) {
    Optional<SoldService> found =
        view.services().stream()
            .filter(service -> service.serviceId() == serviceId && service.products().bits() != 0)
            .filter(service -> name.isEmpty() || sameName(service.name(), name))
            .findFirst();
    return new ServiceIdentity(
        found.flatMap(service -> view.network(service.network())), Optional.empty(), found);
  }

  private static Optional<SoldService> sold(
      int serviceId, String name, CasNetwork network, HeadEndView view) {
    List<SoldService> candidates =
        view.services().stream()
            .filter(
                service ->
                    service.serviceId() == serviceId && service.network().equals(network.id()))
            .toList();
    Optional<SoldService> named =
        candidates.stream().filter(service -> sameName(service.name(), name)).findFirst();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : named;
  }

  private static boolean sameName(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
