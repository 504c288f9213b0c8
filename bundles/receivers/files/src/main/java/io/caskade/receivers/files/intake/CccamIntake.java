package io.caskade.receivers.files.intake;

import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.lib.cccamcfg.CardLimit;
import io.caskade.lib.cccamcfg.CccamCfg;
import io.caskade.lib.cccamcfg.ServerLine;
import io.caskade.lib.cccamcfg.UserLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Puts a CCcam.cfg into our words. */
final class CccamIntake {
  private static final int MOST_DOWNHOPS = 9;

  private final FileOptions options;
  private final Remarks remarks;

  CccamIntake(FileOptions options, Remarks remarks) {
    this.options = options;
    this.remarks = remarks;
  }

  FileContent read(String text) {
    CccamCfg cfg = CccamCfg.read(text);
    cfg.findings()
        .forEach(
            found ->
                remarks.add(
                    found.line(), RemarkCode.of(found.fault()), found.arguments().toArray()));
    cfg.options()
        .forEach(
            line ->
                remarks.add(
                    line.line(), RemarkCode.of(line.option().topic()), line.option().key()));
    cfg.blocksEmm().forEach(line -> remarks.add(line, RemarkCode.EMM_BLOCK));
    cfg.users().stream()
        .filter(user -> user.fourth().isPresent())
        .findFirst()
        .ifPresent(user -> remarks.add(user.line(), RemarkCode.FIELDS_EXPLAINED));
    return new FileContent(cfg.users().stream().map(this::draft).toList(), settings(cfg.servers()));
  }

  private Draft draft(UserLine user) {
    if (!user.denied().isEmpty()) {
      remarks.add(user.line(), RemarkCode.DENIED_DROPPED);
    }
    if (!user.hours().isEmpty()) {
      remarks.add(user.line(), RemarkCode.HOURS_DROPPED);
    }
    if (!user.limits().stream().allMatch(CardLimit::all)) {
      remarks.add(user.line(), RemarkCode.LIMITS_DROPPED);
    }
    ReceiverRules usual = options.rules();
    List<String> addresses = Hosts.of(user.host(), user.line(), remarks);
    ReceiverRules rules =
        new ReceiverRules(
            usual.services(),
            usual.protocols(),
            addresses.isEmpty() ? usual.addresses() : addresses,
            usual.newestWins(),
            downhops(user).orElse(usual.downhops()));
    return new Draft(
        user.line(),
        user.name(),
        Passwords.taken(user.password()),
        rules,
        allowed(user),
        Optional.empty());
  }

  /** The levels of the braces: of cards with different ones, the fewest. */
  private OptionalInt downhops(UserLine user) {
    if (options.guides() && user.fourth().isPresent()) {
      int levels = Math.min(MOST_DOWNHOPS, user.fourth().getAsInt());
      remarks.add(user.line(), RemarkCode.GUIDE_TAKEN, levels);
      return OptionalInt.of(levels);
    }
    if (user.limits().isEmpty()) {
      return OptionalInt.empty();
    }
    IntStream given =
        user.limits().stream().mapToInt(CardLimit::downhops).filter(downhops -> downhops > 0);
    int levels = Math.min(MOST_DOWNHOPS, given.min().orElse(1) - 1);
    if (levels > 0) {
      remarks.add(user.line(), RemarkCode.DOWNHOPS_TAKEN, levels);
    }
    return OptionalInt.of(levels);
  }

  /** Limits that give it no card at all switch it off here. */
  private boolean allowed(UserLine user) {
    boolean nothing =
        !user.limits().isEmpty() && user.limits().stream().allMatch(limit -> limit.downhops() == 0);
    if (nothing) {
      remarks.add(user.line(), RemarkCode.NOTHING_ALLOWED);
    }
    return !nothing;
  }

  private List<String> settings(List<ServerLine> servers) {
    var edge = new EdgeProposal();
    List<String> settings = new ArrayList<>();
    for (ServerLine server : servers) {
      if (server.kind() == ServerLine.Kind.CCCAM) {
        edge.add(server);
        remarks.add(server.line(), RemarkCode.SERVER_PROPOSED, server.host() + ":" + server.port());
      } else {
        remarks.add(server.line(), RemarkCode.SERVER_DROPPED, server.kind().letter());
      }
    }
    settings.addAll(edge.texts());
    return settings;
  }
}
