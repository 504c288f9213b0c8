package io.caskade.receivers.files.intake;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileProgress;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks files through, and takes them over. */
public final class Intake {
  private static final int PAGE = 1_000;

  private final ReceiverManagement receivers;
  private final CardManagement cards;
  private final NetworkDirectory networks;
  private final InstantSource clock;

  public Intake(
      ReceiverManagement receivers,
      CardManagement cards,
      NetworkDirectory networks,
      InstantSource clock) {
    this.receivers = receivers;
    this.cards = cards;
    this.networks = networks;
    this.clock = clock;
  }

  /** What {@link #take} would do. */
  public FileReport check(Caller caller, ReceiverFile file) {
    return run(caller, file, false, (done, total) -> {});
  }

  /** Takes a file over, account by account. */
  public FileReport take(Caller caller, ReceiverFile file, FileProgress progress) {
    return run(caller, file, true, progress);
  }

  private FileReport run(Caller caller, ReceiverFile file, boolean change, FileProgress progress) {
    var present = present(caller, file.network());
    var remarks = new Remarks();
    FileContent content = content(file, remarks);
    try {
      var sales = new Sales(file.options().sold(), zone(file.network()), clock.instant(), remarks);
      var serials = new FreeCards(cards, caller, file.network(), file.options().firstCard());
      var accounts = new AccountIntake(file, present, sales, serials, remarks);
      List<FileAccount> done =
          change
              ? accounts.take(content.accounts(), new Adding(receivers, caller), progress)
              : accounts.check(content.accounts());
      return new FileReport(change, remarks.all(), done, content.settings());
    } finally {
      content
          .accounts()
          .forEach(account -> account.password().ifPresent(ReceiverPassword::destroy));
    }
  }

  private static FileContent content(ReceiverFile file, Remarks remarks) {
    String text = file.text().text();
    return switch (file.kind()) {
      case CCCAM_CFG -> new CccamIntake(file.options(), remarks).read(text);
      case OSCAM_USER -> new OscamIntake(file.options(), remarks).read(text);
      case CCCAM_PROVIDERS -> new ProviderIntake(remarks).read(text);
    };
  }

  /** All accounts of the network, by name. */
  private Map<String, ReceiverAccount> present(Caller caller, NetworkId network) {
    Map<String, ReceiverAccount> present = new TreeMap<>();
    Optional<String> after = Optional.empty();
    List<ReceiverAccount> page;
    do {
      page = receivers.list(caller, network, RecordFilter.page(after, PAGE));
      page.forEach(account -> present.put(account.name(), account));
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).name());
    } while (page.size() == PAGE);
    return present;
  }

  private ZoneId zone(NetworkId network) {
    return networks.networks().stream()
        .filter(known -> known.id().equals(network))
        .findFirst()
        .orElseThrow(() -> new CaskadeException(ErrorCode.NETWORK_UNKNOWN, network))
        .zone();
  }
}
