package io.caskade.receivers.files.intake;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileAccount.State;
import io.caskade.api.rights.receivers.files.FileProgress;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides for each account of a file what becomes of it, and adds those that are to be added. */
final class AccountIntake {
  /** So often somebody else may take the serial that was free. */
  private static final int TRIES = 20;

  private final ReceiverFile file;
  private final Map<String, ReceiverAccount> present;
  private final Sales sales;
  private final FreeCards serials;
  private final Remarks remarks;

  /** Names that accounts of this file have here, and their lines. */
  private final Map<String, Integer> named = new HashMap<>();

  AccountIntake(
      ReceiverFile file,
      Map<String, ReceiverAccount> present,
      Sales sales,
      FreeCards serials,
      Remarks remarks) {
    this.file = file;
    this.present = present;
    this.sales = sales;
    this.serials = serials;
    this.remarks = remarks;
  }

  /** What would become of them. */
  List<FileAccount> check(List<Draft> drafts) {
    List<FileAccount> accounts = new ArrayList<>();
    for (Draft draft : drafts) {
      FileAccount decided = decide(draft);
      if (decided.state() == State.WOULD_ADD) {
        NewReceiverAccount planned = plan(draft, decided.name(), serials.take());
        accounts.add(state(draft, planned.name(), State.WOULD_ADD, Optional.of(planned.card())));
      } else {
        accounts.add(decided);
      }
    }
    return accounts;
  }

  /**
   * Adds them.
   *
   * @throws CaskadeException what keeps all of them out, when nothing was done yet
   */
  List<FileAccount> take(List<Draft> drafts, Adding adding, FileProgress progress) {
    List<FileAccount> accounts = new ArrayList<>();
    boolean added = false;
    for (Draft draft : drafts) {
      FileAccount decided = decide(draft);
      if (decided.state() == State.WOULD_ADD) {
        try {
          decided = add(draft, decided.name(), adding);
          added |= decided.state() == State.ADDED;
        } catch (CaskadeException e) {
          if (!added) {
            throw e;
          }
          remarks.add(draft.line(), RemarkCode.STOPPED, e);
          drafts
              .subList(accounts.size(), drafts.size())
              .forEach(left -> accounts.add(state(left, left.name(), State.LEFT, none())));
          return accounts;
        }
      }
      accounts.add(decided);
      progress.at(accounts.size(), drafts.size());
    }
    return accounts;
  }

  private FileAccount add(Draft draft, String name, Adding adding) {
    NewReceiverAccount planned = plan(draft, name, serials.take());
    for (int tries = 1; ; tries++) {
      try {
        adding.add(draft.line(), planned);
        return state(draft, name, State.ADDED, Optional.of(planned.card()));
      } catch (CaskadeException e) {
        if (Adding.onlyThis(e)) {
          remarks.add(draft.line(), RemarkCode.ACCOUNT_REFUSED, name, e);
          return state(draft, name, State.REFUSED, none());
        }
        if (e.code() != ErrorCode.CARD_EXISTS || tries >= TRIES) {
          throw e;
        }
        planned = with(planned, serials.take());
      }
    }
  }

  /** EXISTS, REFUSED or WOULD_ADD. */
  private FileAccount decide(Draft draft) {
    Optional<String> name = name(draft);
    if (name.isEmpty()) {
      return state(draft, AccountNames.proposed(draft.name()), State.REFUSED, none());
    }
    ReceiverAccount there = present.get(name.get());
    if (there != null) {
      remarks.add(draft.line(), RemarkCode.ACCOUNT_EXISTS, there.name());
      return state(draft, there.name(), State.EXISTS, Optional.of(there.card()));
    }
    if (draft.password().isEmpty()) {
      boolean makes = file.options().makesPasswords();
      remarks.add(
          draft.line(), makes ? RemarkCode.PASSWORD_MADE : RemarkCode.PASSWORD_REFUSED, name.get());
      if (!makes) {
        return state(draft, name.get(), State.REFUSED, none());
      }
    }
    return state(draft, name.get(), State.WOULD_ADD, none());
  }

  /** Its name here; empty when it gets none. */
  private Optional<String> name(Draft draft) {
    String name = draft.name();
    if (!AccountNames.right(name)) {
      String proposed = AccountNames.proposed(name);
      boolean renames = file.options().renames();
      remarks.add(
          draft.line(),
          renames ? RemarkCode.NAME_CHANGED : RemarkCode.NAME_REFUSED,
          name,
          proposed);
      if (!renames) {
        return Optional.empty();
      }
      name = proposed;
    }
    Integer other = named.putIfAbsent(name, draft.line());
    if (other != null) {
      remarks.add(draft.line(), RemarkCode.NAME_TAKEN, name, other);
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private NewReceiverAccount plan(Draft draft, String name, CardSerial card) {
    boolean lives = sales.lives(draft);
    return new NewReceiverAccount(
        file.network(),
        name,
        card,
        true,
        sales.of(draft),
        draft.password(),
        draft.rules(),
        draft.enabled() && lives);
  }

  private static NewReceiverAccount with(NewReceiverAccount planned, CardSerial card) {
    return new NewReceiverAccount(
        planned.network(),
        planned.name(),
        card,
        true,
        planned.sold(),
        planned.password(),
        planned.rules(),
        planned.enabled());
  }

  private static Optional<CardSerial> none() {
    return Optional.empty();
  }

  private static FileAccount state(
      Draft draft, String name, State state, Optional<CardSerial> card) {
    return new FileAccount(draft.line(), draft.name(), name, state, card);
  }
}
