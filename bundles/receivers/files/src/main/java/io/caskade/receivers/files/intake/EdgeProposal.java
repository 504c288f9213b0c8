package io.caskade.receivers.files.intake;

import io.caskade.lib.cccamcfg.ServerLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings of an edge node, made of C lines: those of one user are one node with an ordered list of
 * cores. Text for a person; the password stays in the file.
 */
final class EdgeProposal {
  private final Map<String, List<ServerLine>> byUser = new LinkedHashMap<>();

  void add(ServerLine server) {
    byUser.computeIfAbsent(server.user(), user -> new ArrayList<>()).add(server);
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    byUser.forEach((user, servers) -> texts.add(text(texts.size() + 1, user, servers)));
    return texts;
  }

  private static String text(int number, String user, List<ServerLine> servers) {
    String cores =
        servers.stream()
            .map(server -> server.host() + ":" + server.port())
            .distinct()
            .collect(Collectors.joining(", "));
    return """
        # etc/io.caskade.receivers.edge-site%d.cfg
        # Only when these are your own sites. Put the password of line %d of the file into
        # etc/site%d.password, readable for the head-end alone;
        # own: CAID and key tag of what the cores may be asked for, as docs/receivers-edge.md says.
        cores = %s
        user = %s
        passwordFile = site%d.password
        own =
        """
        .formatted(number, servers.get(0).line(), number, cores, user, number);
  }
}
