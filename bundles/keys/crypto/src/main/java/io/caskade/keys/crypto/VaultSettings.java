package io.caskade.keys.crypto;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the key vault lies. */
@ObjectClassDefinition(
    name = "Key vault",
    description =
        "The file that holds the operator's keys, and its password. Both are made at the first"
            + " start and belong into every backup: without them no card can be served.")
public @interface VaultSettings {
  String PID = "io.caskade.vault";

  @AttributeDefinition(
      description =
          "PKCS#12 file with the operator's keys. A relative path is taken from Karaf's etc folder.")
  String file() default "vault.p12";

  @AttributeDefinition(
      description =
          "File with the password of the vault on one line. A relative path is taken from Karaf's"
              + " etc folder; a place outside of it keeps the two apart.")
  String passwordFile() default "vault.password";
}
