package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.faces.rest.Seams;
import java.util.List;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

/** Lets in who is known and has the scopes; the body is not read before. */
final class Gatekeeper implements ContainerRequestFilter {
  private static final int LONGEST_TOKEN = 512;

  private final Seams seams;
  private final List<Permission> needed;

  Gatekeeper(Seams seams, Permission[] needed) {
    this.seams = seams;
    this.needed = List.of(needed);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Visit visit = Visit.of(request);
    Caller caller = authenticated(visit);
    request.setProperty(Visit.CALLER, caller);
    String network = request.getUriInfo().getPathParameters().getFirst("network");
    NetworkId at =
        network == null
            ? StoredRecord.HEAD_END
            : FieldFault.in("network", () -> new NetworkId(network));
    for (Permission permission : needed) {
      if (!caller.permissions().contains(permission) || network != null && !caller.sees(at)) {
        throw seams.notes().refused(caller, permission.scope(), at);
      }
    }
  }

  private Caller authenticated(Visit visit) {
    String text = visit.bearer();
    if (text.isEmpty()
        || text.length() > LONGEST_TOKEN
        || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new CaskadeException(ErrorCode.UNAUTHENTICATED);
    }
    var token = new BearerToken(text);
    try {
      return seams.authentication().caller(token, visit.source());
    } finally {
      token.destroy();
    }
  }
}
