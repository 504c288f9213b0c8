package io.caskade.faces.console.commands;

import org.apache.karaf.shell.api.action.Option;

/** A command that shows something, as a table for people or as JSON for scripts. */
public abstract class ShowingCommand extends CasCommand {
  @Option(name = "--json", description = "JSON instead of a table, times in UTC")
  boolean json;

  @Override
  protected final boolean json() {
    return json;
  }
}
