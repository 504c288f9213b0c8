package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.completion.EndpointNames;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** What the commands that write the files of generators share. */
abstract class GeneratorCommand extends CasCommand {
  @Argument(index = 0, name = "name", required = true, description = "Name, as the list shows it")
  @Completion(EndpointNames.class)
  String name = "";

  @Reference(optional = true)
  @Nullable BundleContext context;

  final GeneratorFile file(String kind) {
    String etc = need(context, BundleContext.class).getProperty("karaf.etc");
    return new GeneratorFile(Path.of(etc), kind, name);
  }
}
