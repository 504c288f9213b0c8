package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A client of the API: over real Jersey, real HTTP. */
abstract class RestScene {
  static final String CARDS = "/networks/main/cards";

  @TempDir Path etc;
  RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(etc);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  int status(HttpResponse<String> answer, String problem) throws Exception {
    assertThat(api.problem(answer)).as(answer.body()).isEqualTo(problem);
    return answer.statusCode();
  }
}
