package io.caskade.faces.rest.resources;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.StoredRecord;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Page;
import io.caskade.faces.rest.shapes.ReceiverBanShape;
import io.caskade.faces.rest.shapes.ReceiverBlockShape;
import io.caskade.faces.rest.shapes.ReceiverClientShape;
import io.caskade.lib.cidr.AddressList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Receivers that are logged in now, and who was locked out. Somebody who is bound to networks sees
 * what belongs to their accounts; an address belongs to no network, so bans are for those who see
 * the whole head-end.
 */
@Path("/receivers")
@Produces("application/json")
@Consumes("application/json")
public final class ReceiverDeskResource {
  private final Seams seams;

  public ReceiverDeskResource(Seams seams) {
    this.seams = seams;
  }

  @GET
  @Path("/clients")
  @Needs(Permission.RECEIVERS_READ)
  @Operation(
      operationId = "listReceiverClients",
      summary = "Receivers that are logged in, with what they were given")
  public Page<ReceiverClientShape> clients(
      @Context ContainerRequestContext request, @QueryParam("account") @Nullable String account) {
    Predicate<String> seen = seen(request);
    Optional<String> wanted = Answers.given(account);
    return new Page<>(
        seams.receiverDesk().clients().stream()
            .filter(client -> wanted.isEmpty() || wanted.get().equals(client.name()))
            .filter(client -> seen.test(client.name()))
            .map(ReceiverClientShape::of)
            .toList(),
        null);
  }

  @GET
  @Path("/blocks")
  @Needs(Permission.RECEIVERS_READ)
  @Operation(
      operationId = "listReceiverBlocks",
      summary = "Accounts that are blocked for watching too much")
  public Page<ReceiverBlockShape> blocks(@Context ContainerRequestContext request) {
    Predicate<String> seen = seen(request);
    return new Page<>(
        seams.receiverDesk().blocked().stream()
            .filter(block -> seen.test(block.name()))
            .map(ReceiverBlockShape::of)
            .toList(),
        null);
  }

  @DELETE
  @Path("/blocks/{name}")
  @Needs({Permission.RECEIVERS_READ, Permission.RECEIVERS_WRITE})
  @Operation(operationId = "unblockReceiver", summary = "Lets a blocked account watch again")
  @ApiResponse(responseCode = "204")
  public Response unblock(
      @Context ContainerRequestContext request, @PathParam("name") String name) {
    if (!seen(request).test(name) || !seams.receiverDesk().unblock(name)) {
      throw new CaskadeException(
          ErrorCode.RECORD_UNKNOWN, StoredRecord.HEAD_END, "blocked account", name);
    }
    seams.notes().done(Visit.of(request).caller(), "UNBLOCK", "receiver-account:" + name, Map.of());
    return Answers.gone();
  }

  @GET
  @Path("/bans")
  @Needs(Permission.RECEIVERS_READ)
  @Operation(
      operationId = "listReceiverBans",
      summary = "Addresses that failed to log in too often")
  public Page<ReceiverBanShape> bans(@Context ContainerRequestContext request) {
    requireHeadEnd(request, Permission.RECEIVERS_READ);
    return new Page<>(
        seams.receiverDesk().banned().stream().map(ReceiverBanShape::of).toList(), null);
  }

  @DELETE
  @Path("/bans/{address}")
  @Needs(Permission.RECEIVERS_WRITE)
  @Operation(operationId = "pardonReceiver", summary = "Lets a banned address log in again")
  @ApiResponse(responseCode = "204")
  public Response pardon(
      @Context ContainerRequestContext request, @PathParam("address") String address) {
    requireHeadEnd(request, Permission.RECEIVERS_WRITE);
    InetAddress wanted =
        AddressList.address(address)
            .orElseThrow(() -> FieldFault.invalid("address", "an address in digits"));
    if (!seams.receiverDesk().pardon(wanted)) {
      throw new CaskadeException(
          ErrorCode.RECORD_UNKNOWN, StoredRecord.HEAD_END, "banned address", address);
    }
    seams
        .notes()
        .done(
            Visit.of(request).caller(),
            "PARDON",
            "receiver-address:" + wanted.getHostAddress(),
            Map.of());
    return Answers.gone();
  }

  private void requireHeadEnd(ContainerRequestContext request, Permission permission) {
    Caller caller = Visit.of(request).caller();
    if (!caller.sees(StoredRecord.HEAD_END)) {
      throw seams.notes().refused(caller, permission.scope(), StoredRecord.HEAD_END);
    }
  }

  /** Whether an account of this name is one that the caller may see. */
  private Predicate<String> seen(ContainerRequestContext request) {
    Caller caller = Visit.of(request).caller();
    return caller.networks().isEmpty()
        ? name -> true
        : OwnReceivers.of(seams.receivers(), caller)::contains;
  }
}
