package io.caskade.rights.management.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What a job keeps of its work: a version byte, then deflated the work and, once they are frozen,
 * the rows. Frozen work does not name its cards a second time.
 *
 * @param rows empty until the job has begun
 */
record JobPayload(BulkWork work, Optional<Rows> rows) {
  private static final int VERSION = 1;

  Octets encode() {
    var bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
      out.writeBoolean(rows.isPresent());
      if (rows.isPresent()) {
        rows.get().write(out);
      }
      new WorkWriter(out, rows.isPresent()).write(work);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } finally {
      deflater.end();
    }
    return Octets.of(bytes.toByteArray());
  }

  /**
   * @throws CaskadeException FIELD_INVALID when the row was damaged or written by a later version
   */
  static JobPayload of(Job job) {
    return decode(job.network(), job.payload());
  }

  static JobPayload decode(NetworkId network, Octets payload) {
    if (payload.length() == 0 || payload.at(0) != VERSION) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, "payload", "is of an unknown version");
    }
    var bytes = new ByteArrayInputStream(payload.toByteArray(), 1, payload.length() - 1);
    try (var in = new DataInputStream(new InflaterInputStream(bytes))) {
      Optional<Rows> rows = in.readBoolean() ? Optional.of(Rows.read(in)) : Optional.empty();
      return new JobPayload(new WorkReader(in, network).read(), rows);
    } catch (IOException e) {
      throw new CaskadeException(
          e, ErrorCode.FIELD_INVALID, "payload", "is damaged: " + e.getMessage());
    }
  }
}
