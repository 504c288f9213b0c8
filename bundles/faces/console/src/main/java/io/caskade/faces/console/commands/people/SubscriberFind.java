package io.caskade.faces.console.commands.people;

import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:subscriber-find}. */
@Service
@Command(
    scope = "cas",
    name = "subscriber-find",
    description = "Finds subscribers by name, contract, phone, e-mail, address, region or tag")
public final class SubscriberFind extends SubscriberCommand {
  @Argument(name = "text", description = "Beginning of name, contract, phone, e-mail or address")
  String text = "";

  @Option(name = "-r", aliases = "--region", description = "Region")
  String region = "";

  @Option(name = "-t", aliases = "--tag", description = "Tag")
  String tag = "";

  @Option(name = "-a", aliases = "--after", description = "Only ids above this one")
  String after = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 50;

  @Override
  protected void run(Output output) {
    var equal = new LinkedHashMap<String, String>();
    Words.given(region).ifPresent(value -> equal.put("region", value));
    Words.given(tag).ifPresent(value -> equal.put("tag", value));
    var filter = new RecordFilter(Words.given(text), equal, Words.given(after), limit);
    List<Subscriber> page = subscribers().find(caller(), network(), filter);
    show(output, page);
    if (page.size() == limit) {
      output.say("more", "cas:subscriber-find", page.get(page.size() - 1).id());
    }
  }
}
