package io.caskade.faces.rest.http;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

/** Refuses a body that is too large: at once when it says so, else when it turns out. */
final class BodyLimit implements ContainerRequestFilter {
  private final LongSupplier limit;

  BodyLimit(LongSupplier limit) {
    this.limit = limit;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    long most = limit.getAsLong();
    if (request.getLength() > most) {
      throw tooLarge(most);
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Counted(request.getEntityStream(), most));
    }
  }

  private static CaskadeException tooLarge(long most) {
    return new CaskadeException(ErrorCode.BODY_TOO_LARGE, Long.toString(most));
  }

  private static final class Counted extends FilterInputStream {
    private final long most;
    private long read;

    Counted(InputStream in, long most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) {
      read += more;
      if (read > most) {
        throw tooLarge(most);
      }
    }
  }
}
