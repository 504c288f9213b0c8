package io.caskade.rights.ldap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where people of the operator's directory are found. */
@ObjectClassDefinition(
    name = "Caskade LDAP",
    description =
        "A directory of people (LDAP, Active Directory) as JAAS realm ldap. It lets people in when"
            + " jaasRealm of io.caskade.access names it.")
@interface LdapConfig {
  @AttributeDefinition(
      description =
          "Address of the directory: ldaps://HOST:636, or ldap:// to this machine. Empty switches it"
              + " off. The certificate must be good for the trust store of Java.")
  String url() default "";

  @AttributeDefinition(
      description = "DN that searches; empty when the directory lets everybody search.")
  String searcher() default "";

  @AttributeDefinition(
      description = "File with the password of the searcher, in its first line; of the owner only.")
  String searcherPasswordFile() default "";

  @AttributeDefinition(description = "DN below which people are.")
  String userBaseDn() default "";

  @AttributeDefinition(
      description = "How a person is found; %u is the name. Active Directory: (sAMAccountName=%u).")
  String userFilter() default "(uid=%u)";

  @AttributeDefinition(description = "DN below which groups are.")
  String roleBaseDn() default "";

  @AttributeDefinition(
      description = "How the groups of a person are found; %fqdn is the DN of the person.")
  String roleFilter() default "(member=%fqdn)";

  @AttributeDefinition(description = "Attribute with the name of a group.")
  String roleNameAttribute() default "cn";

  @AttributeDefinition(
      description =
          "Which group is which role, for example noc=caskade-operator;it=caskade-administrator."
              + " Empty when groups have these names: caskade-administrator, caskade-operator,"
              + " caskade-billing, caskade-dealer, caskade-auditor, caskade-personalisation, and"
              + " caskade-network-NAME for the networks (none of these means all).")
  String roleMapping() default "";
}
