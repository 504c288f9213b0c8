package io.caskade.ops.alarms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of e-mails. */
@ObjectClassDefinition(
    name = "Caskade alarms by e-mail",
    description = "Sends alarms that begin and end by e-mail, several of one moment in one letter.")
@interface MailConfig {
  @AttributeDefinition(description = "Mail server (SMTP). Empty: no e-mails.")
  String host() default "";

  @AttributeDefinition(description = "Its port: 587 for starttls, 465 for tls, 25 for none.")
  int port() default 587;

  @AttributeDefinition(
      description =
          "starttls, tls, or none. The server's certificate must be good for the trust store of"
              + " Java. With none a password is sent to this machine only.")
  String security() default "starttls";

  @AttributeDefinition(description = "Name for the server; empty when it asks for none.")
  String user() default "";

  @AttributeDefinition(description = "File with the password in its first line; of the owner only.")
  String passwordFile() default "";

  @AttributeDefinition(description = "Address of the sender.")
  String from() default "";

  @AttributeDefinition(description = "Addresses of the receivers, separated by commas.")
  String to() default "";

  @AttributeDefinition(description = "Language of the letters: en or ru.")
  String language() default "en";

  @AttributeDefinition(
      description = "What is worth a letter at least: information, warning or alarm.")
  String severity() default "warning";

  @AttributeDefinition(
      description = "Seconds in which alarms are gathered for one letter, 1 to 3600.")
  int gatherSeconds() default 30;
}
