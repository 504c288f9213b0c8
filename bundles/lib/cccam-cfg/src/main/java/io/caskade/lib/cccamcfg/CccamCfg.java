package io.caskade.lib.cccamcfg;

import java.util.List;

/**
 * What a CCcam.cfg says, each part in the order of its lines.
 *
 * @param users without those whose name stands above already
 * @param servers that it asks
 * @param options that are known
 * @param blocksEmm lines that begin with B
 * @param findings what is odd, in the order of lines
 */
public record CccamCfg(
    List<UserLine> users,
    List<ServerLine> servers,
    List<OptionLine> options,
    List<Integer> blocksEmm,
    List<CfgFinding> findings) {
  public CccamCfg {
    users = List.copyOf(users);
    servers = List.copyOf(servers);
    options = List.copyOf(options);
    blocksEmm = List.copyOf(blocksEmm);
    findings = List.copyOf(findings);
  }

  /** Reads a whole file; whatever it holds, it answers. */
  public static CccamCfg read(String text) {
    return new CccamCfgReader().read(text);
  }
}
