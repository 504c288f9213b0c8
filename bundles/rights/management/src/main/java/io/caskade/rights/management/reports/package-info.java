/** Reports for regulators and operators (operator requirements R5, R18 to R22). */
@NullMarked
package io.caskade.rights.management.reports;

import org.jspecify.annotations.NullMarked;
