/**
 * Bulk jobs and full synchronisation: a rule says what becomes of one card; a preview and a job ask
 * the same rule, so that the one tells what the other does.
 */
@NullMarked
package io.caskade.rights.management.jobs;

import org.jspecify.annotations.NullMarked;
