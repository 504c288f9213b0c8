package io.caskade.receivers.files.intake;

import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.lib.oscamconf.OscamAccount;
import io.caskade.lib.oscamconf.OscamUsers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts an oscam.user into our words. */
final class OscamIntake {
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "cccam", "cccam",
          "newcamd", "newcamd",
          "newcamd524", "newcamd",
          "mgcamd", "newcamd",
          "cs357x", "camd35",
          "camd35", "camd35",
          "cs378x", "cs378x");

  private final FileOptions options;
  private final Remarks remarks;

  OscamIntake(FileOptions options, Remarks remarks) {
    this.options = options;
    this.remarks = remarks;
  }

  FileContent read(String text) {
    OscamUsers users = OscamUsers.read(text);
    users
        .findings()
        .forEach(
            found ->
                remarks.add(
                    found.line(), RemarkCode.of(found.fault()), found.arguments().toArray()));
    return new FileContent(users.accounts().stream().map(this::draft).toList(), List.of());
  }

  private Draft draft(OscamAccount account) {
    account.others().forEach(key -> remarks.add(key.line(), RemarkCode.KEY_DROPPED, key.key()));
    if (account.disabled()) {
      remarks.add(account.line(), RemarkCode.DISABLED_TAKEN);
    }
    Set<String> protocols = protocols(account);
    boolean none = !account.protocols().isEmpty() && protocols.isEmpty();
    if (none) {
      // None of ours means all protocols in our rules, which is more than the file allowed.
      remarks.add(account.line(), RemarkCode.PROTOCOLS_NONE);
    }
    return new Draft(
        account.line(),
        account.user(),
        Passwords.taken(account.password()),
        rules(account, protocols),
        !account.disabled() && !none,
        account.expires());
  }

  private ReceiverRules rules(OscamAccount account, Set<String> protocols) {
    ReceiverRules usual = options.rules();
    List<String> addresses = Hosts.of(account.host(), account.line(), remarks);
    int uniq = account.uniq().orElse(0);
    int reshare = account.reshare().orElse(-1);
    if (reshare > 0) {
      remarks.add(account.line(), RemarkCode.DOWNHOPS_TAKEN, reshare);
    }
    return new ReceiverRules(
        usual.services(),
        protocols.isEmpty() ? usual.protocols() : protocols,
        addresses.isEmpty() ? usual.addresses() : addresses,
        uniq == 0 ? usual.newestWins() : uniq > 2,
        reshare < 0 ? usual.downhops() : reshare);
  }

  private Set<String> protocols(OscamAccount account) {
    Set<String> protocols = new HashSet<>();
    for (String written : account.protocols()) {
      String ours = PROTOCOLS.get(written.toLowerCase(Locale.ROOT));
      if (ours == null) {
        remarks.add(account.line(), RemarkCode.PROTOCOL_UNKNOWN, written);
      } else {
        protocols.add(ours);
      }
    }
    return protocols;
  }
}
