package io.caskade.api.rights.dump;

import io.caskade.api.base.CaskadeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything that the database holds, as a stream of rows that fits every kind of database. Leases
 * stay behind: they belong to running nodes. Works in flat memory; safe for any thread.
 */
@ProviderType
public interface StoreDump {
  /**
   * The schema of the present database.
   *
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING
   */
  SchemaLevel schema();

  /**
   * Writes the database as it is at one instant; changes go on meanwhile and are not in it.
   *
   * @param target stays open
   * @param progress told the number of rows that are written, now and then
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING
   * @throws IOException when the target cannot be written
   */
  DumpSummary write(OutputStream target, LongConsumer progress) throws IOException;

  /**
   * Fills an empty store: one that holds no more than a fresh database does. When it fails nothing
   * stays behind; a database from which that could not be removed is not served.
   *
   * @param source stays open
   * @param progress told the number of rows that are read, now and then
   * @throws CaskadeException DUMP_STORE_NOT_EMPTY, DUMP_SCHEMA_OTHER, DUMP_INVALID,
   *     DATABASE_UNAVAILABLE, DATABASE_STARTING
   * @throws IOException when the source cannot be read
   */
  DumpSummary read(InputStream source, LongConsumer progress) throws IOException;
}
