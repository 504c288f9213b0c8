/** People of an LDAP directory, as a realm of JAAS. */
@NullMarked
package io.caskade.rights.ldap;

import org.jspecify.annotations.NullMarked;
