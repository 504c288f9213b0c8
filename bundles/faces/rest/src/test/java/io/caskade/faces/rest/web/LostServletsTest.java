package io.caskade.faces.rest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.dto.DTOConstants;
import org.osgi.service.http.runtime.dto.FailedServletDTO;
import org.osgi.service.http.runtime.dto.RequestInfoDTO;
import org.osgi.service.http.runtime.dto.RuntimeDTO;

class LostServletsTest {
  private final LostServlets lost = new LostServlets();

  @Test
  void aServletThatStaysWithoutContextIsLost() {
    HttpServiceRuntime server = server(DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING, 7);

    assertThat(lost.found(server)).as("it may be about to get one").isFalse();
    assertThat(lost.found(server)).isTrue();
  }

  @Test
  void aServletThatFindsItsContextAMomentLaterIsNotLost() {
    assertThat(lost.found(server(DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING, 7)))
        .isFalse();
    assertThat(lost.found(server(0))).isFalse();
    assertThat(lost.found(server(DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING, 8)))
        .as("another one")
        .isFalse();
  }

  @Test
  void aServletThatFailedForAnotherReasonIsItsOwnersConcern() {
    HttpServiceRuntime server = server(DTOConstants.FAILURE_REASON_EXCEPTION_ON_INIT, 7);

    assertThat(lost.found(server)).isFalse();
    assertThat(lost.found(server)).isFalse();
  }

  @Test
  void aServletThatAsksForAContextNobodyOffersDoesNotKeepTheServerFromItsWork() {
    HttpServiceRuntime server = server(DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING, 7);
    int renewals = 0;
    for (int look = 0; look < 50; look++) {
      renewals += lost.found(server) ? 1 : 0;
    }

    assertThat(renewals).isEqualTo(3);
    HttpServiceRuntime another =
        server(DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING, 7, 9);
    lost.found(another);
    assertThat(lost.found(another)).as("one more is lost").isTrue();
  }

  private static HttpServiceRuntime server(int reason, long... services) {
    var dto = new RuntimeDTO();
    dto.failedServletDTOs =
        Arrays.stream(services)
            .mapToObj(
                service -> {
                  var failed = new FailedServletDTO();
                  failed.failureReason = reason;
                  failed.serviceId = service;
                  return failed;
                })
            .toArray(FailedServletDTO[]::new);
    return new HttpServiceRuntime() {
      @Override
      public RuntimeDTO getRuntimeDTO() {
        return dto;
      }

      @Override
      public RequestInfoDTO calculateRequestInfoDTO(String path) {
        throw new UnsupportedOperationException(path);
      }
    };
  }
}
