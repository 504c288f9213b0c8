package io.caskade.api.rights.receivers.files;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.ReceiverRules;
import java.util.Optional;

/**
 * How accounts of a file are made.
 *
 * @param firstCard serial of the first network card; serials that are in use are passed over
 * @param sold to each card; an account that expires earlier has it until then
 * @param rules of accounts about which the file says nothing
 * @param renames takes the proposed name where a name cannot be taken; else the account is refused
 * @param makesPasswords makes a password where the file's cannot be taken; else it is refused
 * @param guides reads the fourth field of an F line as popular guides do, as downhops; CCcam reads
 *     shareemus there
 */
public record FileOptions(
    CardSerial firstCard,
    Optional<Window> sold,
    ReceiverRules rules,
    boolean renames,
    boolean makesPasswords,
    boolean guides) {
  /** Nothing sold, usual rules, nothing changed on its own. */
  public static FileOptions of(CardSerial firstCard) {
    return new FileOptions(firstCard, Optional.empty(), ReceiverRules.DEFAULT, false, false, false);
  }
}
