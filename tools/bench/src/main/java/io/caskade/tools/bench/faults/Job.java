package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bulk job of the head-end.
 *
 * @param path under which its progress stands
 */
public record Job(String path) {
  private static final String JOBS = "/api/v1/networks/main/jobs";
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern DONE = Pattern.compile("\"done\"\\s*:\\s*(\\d+)");

  /** Asks for the work. */
  public static Job start(HttpConnection http, String work) throws IOException {
    return new Job(JOBS + "/" + field(ID, http.call("POST", JOBS, work).require(202).body()));
  }

  /** Items that are done. */
  int done(HttpConnection http) throws IOException {
    return Integer.parseInt(field(DONE, http.get(path).require(200).body()));
  }

  /** Waits until it has ended; the head-end may be restarted meanwhile. */
  public void await(HeadEnd headEnd, Duration limit) throws IOException {
    Patience.await(
        "the job " + path + " is done",
        limit,
        () -> {
          try (HttpConnection http = headEnd.connect()) {
            return field(STATE, http.get(path).require(200).body()).equals("done");
          }
        });
  }

  private static String field(Pattern pattern, String body) throws IOException {
    Matcher found = pattern.matcher(body);
    if (!found.find()) {
      throw new IOException("nothing like " + pattern + " in " + body);
    }
    return found.group(1);
  }
}
