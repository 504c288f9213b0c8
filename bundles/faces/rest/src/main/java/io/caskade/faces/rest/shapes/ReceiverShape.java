package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.receivers.NewReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The log-in of a network card.
 *
 * @param version also the ETag
 * @param card serial of the card that is sold to
 * @param services that may be watched at a time
 * @param protocols that it may use; none means all
 * @param addresses and networks that it may come from; none means any
 * @param newestWins of two addresses the newer one stays; else the older one
 * @param downhops levels to which a CCcam client may pass the card on; 0 for itself only
 * @param enabled false: the log-in is refused, the card keeps what was sold
 */
@Schema(name = "Receiver")
public record ReceiverShape(
    @Schema(example = "flat-17") String name,
    long version,
    @Schema(example = "2100000000") long card,
    @Schema(example = "2") int services,
    @Schema(example = "[\"newcamd\"]") List<String> protocols,
    @Schema(example = "[\"192.0.2.0/24\"]") List<String> addresses,
    boolean newestWins,
    int downhops,
    boolean enabled) {
  public static ReceiverShape of(ReceiverAccount account) {
    ReceiverRules rules = account.rules();
    return new ReceiverShape(
        account.name(),
        account.version(),
        account.card().value(),
        rules.services(),
        rules.protocols().stream().sorted().toList(),
        rules.addresses(),
        rules.newestWins(),
        rules.downhops(),
        account.enabled());
  }

  /** The fields that may be changed. */
  public Fields fields() {
    return new Fields(
        Optional.of(services),
        Optional.of(protocols),
        Optional.of(addresses),
        Optional.of(newestWins),
        Optional.of(downhops),
        Optional.of(enabled));
  }

  /** What may be changed of an account; what is taken away is as in a new one. */
  @Schema(name = "ReceiverFields")
  public record Fields(
      @Schema(example = "2") Optional<Integer> services,
      @Schema(example = "[\"newcamd\"]") Optional<List<String>> protocols,
      @Schema(example = "[\"192.0.2.0/24\"]") Optional<List<String>> addresses,
      Optional<Boolean> newestWins,
      Optional<Integer> downhops,
      Optional<Boolean> enabled) {
    public ReceiverRules rules() {
      ReceiverRules usual = ReceiverRules.DEFAULT;
      return new ReceiverRules(
          services.orElse(usual.services()),
          protocols.map(ReceiverShape::set).orElse(usual.protocols()),
          addresses.orElse(usual.addresses()),
          newestWins.orElse(usual.newestWins()),
          downhops.orElse(usual.downhops()));
    }

    public boolean isEnabled() {
      return enabled.orElse(true);
    }
  }

  private static Set<String> set(List<String> words) {
    return Set.copyOf(words);
  }

  /**
   * An account to be added.
   *
   * @param makeCard the card does not exist yet: it is added, active, along with the account
   * @param password 8 to 63 characters of ASCII without blanks; left out, one is made
   */
  @Schema(name = "NewReceiver")
  public record Wanted(
      @Schema(example = "flat-17") String name,
      @Schema(example = "2100000000") long card,
      Optional<Boolean> makeCard,
      Optional<String> password,
      @Schema(example = "2") Optional<Integer> services,
      @Schema(example = "[\"newcamd\"]") Optional<List<String>> protocols,
      @Schema(example = "[\"192.0.2.0/24\"]") Optional<List<String>> addresses,
      Optional<Boolean> newestWins,
      Optional<Integer> downhops) {
    public NewReceiverAccount account(NetworkId network, Optional<ReceiverPassword> given) {
      var fields =
          new Fields(services, protocols, addresses, newestWins, downhops, Optional.empty());
      return new NewReceiverAccount(
          network,
          name,
          FieldFault.in("card", () -> new CardSerial(card)),
          makeCard.orElse(false),
          given,
          fields.rules());
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Wanted[" + name + ", card " + card + "]";
    }
  }

  /**
   * Another password.
   *
   * @param password 8 to 63 characters of ASCII without blanks; left out, one is made
   */
  @Schema(name = "ReceiverPasswordChange")
  public record PasswordChange(Optional<String> password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "PasswordChange[]";
    }
  }

  /**
   * A password in clear, as it is entered into a receiver.
   *
   * @param password of the log-in
   */
  @Schema(name = "ReceiverPassword")
  public record Password(String password) implements ShownOnce {
    /** Destroys what it is made of. */
    public static Password of(ReceiverPassword password) {
      return new Password(text(password));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Password[]";
    }
  }

  /**
   * An account with its password, as it was just made.
   *
   * @param password of the log-in, in clear
   */
  @Schema(name = "MadeReceiver")
  public record Made(String password, ReceiverShape kept) implements ShownOnce {
    /** Destroys the password that it is made of. */
    public static Made of(ReceiverManagement.Made made) {
      return new Made(text(made.password()), ReceiverShape.of(made.account()));
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Made[" + kept + "]";
    }
  }

  private static String text(ReceiverPassword password) {
    byte[] bytes = password.bytes();
    try {
      return new String(bytes, StandardCharsets.UTF_8);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      password.destroy();
    }
  }
}
