package io.caskade.faces.rest.http;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.faces.rest.Seams;
import java.util.List;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

/** Lets in who is known and has the scopes; the body is not read before. */
final class Gatekeeper implements ContainerRequestFilter {
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
    return visit.token(token -> seams.authentication().caller(token, visit.source()));
  }
}
