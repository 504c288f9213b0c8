/** Karaf's LDAP module against a directory in memory. */
@NullMarked
package io.caskade.rights.ldap;

import org.jspecify.annotations.NullMarked;
