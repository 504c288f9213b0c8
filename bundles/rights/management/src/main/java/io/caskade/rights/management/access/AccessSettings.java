package io.caskade.rights.management.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How people and programs are let in. */
@ObjectClassDefinition(
    name = "Caskade access",
    description = "Sign-in of people and programs at REST and panel.")
@interface AccessSettings {
  String PID = "io.caskade.access";

  @AttributeDefinition(description = "Minutes after which an idle session ends (1 to 1440).")
  int idleMinutes() default 30;

  @AttributeDefinition(description = "Hours after which every session ends (1 to 168).")
  int sessionHours() default 12;

  @AttributeDefinition(
      description =
          "Wrong passwords in a row after which an account is locked for a minute; each further one"
              + " doubles the time, up to a day (3 to 100).")
  int lockAfter() default 5;

  @AttributeDefinition(
      description =
          "Failed sign-ins and wrong tokens a minute that one address may have (1 to 10000).")
  int failuresPerMinute() default 20;

  @AttributeDefinition(
      description =
          "JAAS realm that is asked for people without an account here, for example ldap; empty"
              + " means none. Its roles caskade-administrator, caskade-operator, ... give the role,"
              + " caskade-network-NAME the networks.")
  String jaasRealm() default "";
}
