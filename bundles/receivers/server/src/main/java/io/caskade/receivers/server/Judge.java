package io.caskade.receivers.server;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmOpenings;
import io.caskade.api.receivers.CwQuestion;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.Refusal;
import io.caskade.api.receivers.ServedCard;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.receivers.server.accounts.Account;
import io.caskade.receivers.server.accounts.Blocks;
import io.caskade.receivers.server.accounts.CardStanding;
import io.caskade.receivers.server.sharing.ServicesAtATime.Ruling;
import io.caskade.receivers.server.sharing.Usage;
import io.caskade.receivers.server.words.Openers;
import io.caskade.receivers.server.words.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may have the words of an ECM. Asked anew for each account and each ECM, whether the words are
 * in the cache or not. Any thread; locks nothing that two accounts share.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private final Openers openers;
  private final Blocks blocks;
  private volatile ServerSettings settings;
  private volatile Map<NetworkId, Network> networks = Map.of();

  Judge(Openers openers, Blocks blocks, ServerSettings settings) {
    this.openers = openers;
    this.blocks = blocks;
    this.settings = settings;
  }

  void settings(ServerSettings changed) {
    settings = changed;
  }

  void networks(Map<NetworkId, Network> changed) {
    networks = Map.copyOf(changed);
  }

  /** What an account may ask for; empty while its network is not known. */
  List<OfferedCard> cards(Account account) {
    ReceiverAccount terms = account.terms().account();
    Network network = networks.get(terms.network());
    return network == null
        ? List.of()
        : List.of(
            new OfferedCard(network.caSystemId(), settings.providers(), terms.rules().downhops()));
  }

  /** All networks with what their clients may name. */
  List<ServedCard> served() {
    return networks.values().stream()
        .sorted(Comparator.comparing(Network::id))
        .map(
            network ->
                new ServedCard(
                    network.id(), network.caSystemId(), network.profile(), settings.providers()))
        .toList();
  }

  /**
   * Before an ECM is opened.
   *
   * @param print of the ECM
   * @return null when it may be opened
   */
  @Nullable Refusal before(Account account, CwQuestion question, long print, long nanos) {
    Refusal plain = plain(account, question);
    if (plain != null) {
      return plain;
    }
    ServerSettings now = settings;
    Usage.Pace pace = account.usage().pace(print, now.ecmsPerMinute(), now.ecmRepeats(), nanos);
    return switch (pace) {
      case FINE -> null;
      case TOO_FAST -> Refusal.TOO_FAST;
      case ROUND -> Refusal.LOOP;
    };
  }

  /**
   * The same for another site of the operator's, which decides for its own subscribers: it gets
   * every ECM of its network.
   */
  @Nullable Refusal beforeSite(Account account, CwQuestion question) {
    Network network = networks.get(account.terms().account().network());
    if (network == null) {
      return Refusal.BUSY;
    }
    return question.caSystemId() == network.caSystemId() ? null : Refusal.CAID_UNKNOWN;
  }

  private @Nullable Refusal plain(Account account, CwQuestion question) {
    ReceiverAccount terms = account.terms().account();
    Network network = networks.get(terms.network());
    if (network == null) {
      return Refusal.BUSY;
    }
    if (question.caSystemId() != network.caSystemId()) {
      return Refusal.CAID_UNKNOWN;
    }
    if (question.provider() != 0 && !settings.providers().contains(question.provider())) {
      return Refusal.PROVIDER_UNKNOWN;
    }
    if (question.hops() > terms.rules().downhops()) {
      return Refusal.RESHARED;
    }
    if (blocks.isBlocked(terms.name())) {
      return Refusal.BLOCKED;
    }
    CardStanding card = account.card();
    if (card instanceof CardStanding.Unknown) {
      return Refusal.BUSY;
    }
    return card instanceof CardStanding.Inactive ? Refusal.CARD_INACTIVE : null;
  }

  /**
   * When it is open.
   *
   * @return null when the account gets the words; {@link Refusal#BUSY} while nobody can say
   */
  @Nullable Refusal after(Account account, CwQuestion question, Verdict.Words words, long nanos) {
    EcmOpenings profiles = openers.issuer();
    if (profiles == null) {
      return Refusal.BUSY;
    }
    ReceiverAccount terms = account.terms().account();
    if (!(account.card() instanceof CardStanding.Active card)) {
      return Refusal.CARD_INACTIVE;
    }
    return switch (profiles.entitles(terms.network(), card.rights(), words.ecm())) {
      case YES -> counted(account, question, words, TimeUnit.NANOSECONDS.toMillis(nanos));
      case NO -> Refusal.NOT_ENTITLED;
      case UNDECIDED -> Refusal.BUSY;
    };
  }

  private @Nullable Refusal counted(
      Account account, CwQuestion question, Verdict.Words words, long millis) {
    ReceiverAccount terms = account.terms().account();
    int services = terms.rules().services();
    Ruling ruling =
        account.usage().services(words.place(), services, settings.excess().toMillis(), millis);
    return switch (ruling) {
      case OPEN -> null;
      case REFUSE -> Refusal.SERVICE_LIMIT;
      case BLOCK -> block(account, question, millis);
    };
  }

  private Refusal block(Account account, CwQuestion question, long millis) {
    Duration length = settings.block();
    String why =
        String.format(
            Locale.ROOT,
            "%d services at a time where %d are allowed, for more than %d s; the last one claimed"
                + " to be %04X:%04X",
            account.usage().counted(millis),
            account.terms().account().rules().services(),
            settings.excess().toSeconds(),
            question.caSystemId(),
            question.serviceId());
    account.usage().forgive();
    blocks.block(account.name(), length, why);
    LOG.warn(
        "Receiver account {} is BLOCKED for {} h: {}. An administrator can lift it.",
        account.name(),
        length.toHours(),
        why);
    return Refusal.BLOCKED;
  }
}
