package io.caskade.ops.airwatch;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.EcmKey;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.ops.airwatch.watch.EcmOpeners;
import io.caskade.ops.airwatch.watch.HeadEndView;
import io.caskade.ops.airwatch.watch.HeadEndView.CasNetwork;
import io.caskade.ops.airwatch.watch.HeadEndView.SoldService;
import io.caskade.ops.airwatch.watch.HeadEndView.TestCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what the head-end means to send. May block on the database, so it runs on a thread of
 * its own, to which it is confined; while the database is away it keeps the catalogue as last read.
 */
final class HeadEndReader {
  private static final Logger LOG = LoggerFactory.getLogger(HeadEndReader.class);
  private static final Duration CATALOGUE_EVERY = Duration.ofSeconds(15);
  private static final int PAGE = 1_000;

  /** More than any platform has; bounds what a probe keeps. */
  private static final int MOST_SERVICES = 20_000;

  private final ProbeSettings settings;
  private List<SoldService> catalogue = List.of();
  private Instant catalogueAt = Instant.MIN;
  private boolean told;

  HeadEndReader(ProbeSettings settings) {
    this.settings = settings;
  }

  HeadEndView read(Seams seams, Instant now) {
    List<Network> networks = networks(seams);
    readCatalogue(seams, networks, now);
    return new HeadEndView(
        networks.stream().map(n -> new CasNetwork(n.id(), n.caSystemId())).toList(),
        catalogue,
        settings.cards().stream().map(card -> testCard(card, networks, seams, now)).toList());
  }

  private List<Network> networks(Seams seams) {
    return seams.directory().map(NetworkDirectory::networks).orElse(List.of()).stream()
        .filter(network -> settings.watches(network.id()))
        .toList();
  }

  private void readCatalogue(Seams seams, List<Network> networks, Instant now) {
    boolean due =
        catalogueAt.equals(Instant.MIN) || !now.isBefore(catalogueAt.plus(CATALOGUE_EVERY));
    if (!due || seams.store().isEmpty()) {
      return;
    }
    try {
      List<SoldService> fresh = new ArrayList<>();
      for (Network network : networks) {
        services(seams.store().get(), network.id(), fresh);
      }
      catalogue = fresh;
      catalogueAt = now;
      told = false;
    } catch (CaskadeException e) {
      if (!told) {
        LOG.info(
            "air watch {} goes on with the catalogue as last read: {}",
            settings.name(),
            e.getMessage());
      }
      told = true;
    }
  }

  private static void services(Store store, NetworkId network, List<SoldService> found) {
    Optional<String> after = Optional.empty();
    List<Service> page;
    do {
      page = store.records(Service.class, network, RecordFilter.page(after, PAGE));
      for (Service service : page) {
        found.add(
            new SoldService(network, service.serviceId(), service.name(), service.products()));
        after = Optional.of(service.id());
      }
    } while (page.size() == PAGE && found.size() < MOST_SERVICES);
  }

  private static TestCard testCard(
      ProbeSettings.Card card, List<Network> networks, Seams seams, Instant now) {
    Optional<AiredCard> aired =
        seams.cards().flatMap(table -> table.find(card.network(), card.serial()));
    Optional<Octets> emm = Optional.empty();
    if (aired.isPresent()) {
      AiredCard present = aired.get();
      try {
        emm =
            networks.stream()
                .filter(network -> network.id().equals(card.network()))
                .filter(network -> now.isBefore(present.airUntil()))
                .findFirst()
                .flatMap(network -> emm(network, present, seams, now));
      } finally {
        present.key().destroy();
      }
    }
    return new TestCard(card.network(), card.serial(), aired.map(AiredCard::rights), emm);
  }

  /** The profile makes the very section that the carousel sends. */
  private static Optional<Octets> emm(Network network, AiredCard card, Seams seams, Instant now) {
    CasProfile profile = seams.profiles().get(network.profile());
    if (profile == null) {
      return Optional.empty();
    }
    CardCalendar calendar =
        new CardCalendar(
            network.zone().getRules().getOffset(now),
            network.legacyPhpZone(),
            network.legacyPhpZone().getRules().getOffset(now));
    try (EmmWorker worker = profile.emmWorker(calendar)) {
      return Optional.of(worker.emm(card.serial(), card.key(), card.rights()).section());
    } catch (CaskadeException e) {
      LOG.debug("no EMM can be made for card {}: {}", card.serial(), e.getMessage());
      return Optional.empty();
    }
  }

  /** What opens the ECMs of the networks that have key and profile; the caller closes it. */
  EcmOpeners openers(Seams seams) {
    Map<NetworkId, EcmOpener> openers = new HashMap<>();
    try {
      for (Network network : networks(seams)) {
        CasProfile profile = seams.profiles().get(network.profile());
        if (profile != null && seams.vault().isPresent()) {
          opener(network, profile, seams.vault().get())
              .ifPresent(opener -> openers.put(network.id(), opener));
        }
      }
      return new EcmOpeners(openers);
    } catch (RuntimeException | LinkageError e) {
      openers.values().forEach(EcmOpener::close);
      throw e;
    }
  }

  private Optional<EcmOpener> opener(Network network, CasProfile profile, KeyVault vault) {
    try {
      if (!vault.hasEcmKey(network.id())) {
        return Optional.empty();
      }
      EcmKey key = vault.ecmKey(network.id());
      try {
        return Optional.of(profile.ecmOpener(key));
      } finally {
        key.destroy();
      }
    } catch (CaskadeException e) {
      LOG.warn(
          "air watch {} cannot open ECMs of network {}: {}",
          settings.name(),
          network.id(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
