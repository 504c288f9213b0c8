package io.caskade.faces.rest;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NetworkManagement;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.Authentication;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.jobs.AnsweredRequests;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalNotes;
import io.caskade.api.rights.people.SubscriberManagement;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.reports.Reports;
import io.caskade.api.rights.webhooks.WebhookManagement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What this face stands on. Each service may be away for a moment, during an update or at start;
 * whoever needs it then is told so (503) instead of finding no API at all.
 */
@Component(service = Seams.class)
public class Seams {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Authentication authentication;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable JournalNotes notes;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable AccountManagement accounts;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable NetworkManagement networks;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CardManagement cards;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable SubscriberManagement subscribers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CatalogueManagement catalogue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable JobManagement jobs;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable AnsweredRequests answers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable JournalManagement journal;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable Reports reports;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable WebhookManagement webhooks;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ChangeFeed feed;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ConfigurationAdmin configurations;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable CardReaders readers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ReceiverManagement receivers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ReceiverDesk receiverDesk;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ReceiverFiles receiverFiles;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable ReceiverLines receiverLines;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Endpoint> endpoints = List.of();

  /** Made by Declarative Services. */
  @Activate
  public Seams() {}

  public Authentication authentication() {
    return present(authentication, "sign-in");
  }

  public JournalNotes notes() {
    return present(notes, "the journal of faces");
  }

  public AccountManagement accounts() {
    return present(accounts, "the management of accounts");
  }

  public NetworkManagement networks() {
    return present(networks, "the management of networks");
  }

  public CardManagement cards() {
    return present(cards, "the management of cards");
  }

  public SubscriberManagement subscribers() {
    return present(subscribers, "the management of subscribers");
  }

  public CatalogueManagement catalogue() {
    return present(catalogue, "the management of products");
  }

  public JobManagement jobs() {
    return present(jobs, "the queue of jobs");
  }

  public AnsweredRequests answers() {
    return present(answers, "the memory of idempotency keys");
  }

  public JournalManagement journal() {
    return present(journal, "the journal");
  }

  public Reports reports() {
    return present(reports, "the maker of reports");
  }

  public WebhookManagement webhooks() {
    return present(webhooks, "the management of webhooks");
  }

  public ChangeFeed feed() {
    return present(feed, "the change feed");
  }

  public ConfigurationAdmin configurations() {
    return present(configurations, "the store of settings");
  }

  public CardReaders readers() {
    return present(readers, "the feature caskade-readers");
  }

  public ReceiverManagement receivers() {
    return present(receivers, "the management of receiver accounts");
  }

  public ReceiverDesk receiverDesk() {
    return present(receiverDesk, "the feature caskade-receivers");
  }

  public ReceiverFiles receiverFiles() {
    return present(receiverFiles, "the feature caskade-receivers");
  }

  public ReceiverLines receiverLines() {
    return present(receiverLines, "the feature caskade-receivers");
  }

  public List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
  }

  private static <T> T present(@Nullable T service, String part) {
    if (service == null) {
      throw new CaskadeException(ErrorCode.PART_MISSING, part);
    }
    return service;
  }
}
