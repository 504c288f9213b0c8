package io.caskade.receivers.files.lines;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Locale;

/** A QR code (ISO/IEC 18004, level M) as an SVG image, a module a unit, four units of rim. */
public final class QrCode {
  private static final int RIM = 4;
  private static final int DARK = 1;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * @param text up to 2331 bytes in ASCII
   * @throws CaskadeException RECEIVER_LINE_MISSING when it is longer
   */
  public static QrCode of(String text) {
    try {
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix());
    } catch (WriterException e) {
      throw new CaskadeException(
          ErrorCode.RECEIVER_LINE_MISSING, "they are too long for a QR code: ask for text");
    }
  }

  /** The image; its path has a run of dark modules of a row in each part. */
  public String svg() {
    int size = modules.getWidth() + 2 * RIM;
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%2$d" height="%2$d" \
        shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%1$dv%1$dh-%1$dz"/>\
        <path fill="#000" d="%3$s"/></svg>
        """,
        size,
        size * 4,
        path());
  }

  private String path() {
    var path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      int x = 0;
      while (x < modules.getWidth()) {
        int from = x;
        while (x < modules.getWidth() && modules.get(x, y) == DARK) {
          x++;
        }
        if (x > from) {
          path.append('M').append(from + RIM).append(' ').append(y + RIM);
          path.append('h').append(x - from).append("v1h-").append(x - from).append('z');
        } else {
          x++;
        }
      }
    }
    return path.toString();
  }
}
