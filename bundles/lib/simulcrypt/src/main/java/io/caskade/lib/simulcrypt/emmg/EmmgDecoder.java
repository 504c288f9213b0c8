package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Direction;
import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.TableDecoder;
import io.caskade.lib.simulcrypt.Tolerance;
import org.jspecify.annotations.Nullable;

/** Decodes EMMG/PDG&lt;-&gt;MUX, from TCP and from UDP packets. */
public final class EmmgDecoder extends TableDecoder<EmmgMessage, EmmgDecoded> {

  private EmmgDecoder(Direction way, Tolerance tolerance) {
    super(EmmgMessage.class, EmmgMessageType.table(), way, tolerance);
  }

  /** For a MUX: decodes what an EMMG or PDG sends. */
  public static EmmgDecoder atMux(Tolerance tolerance) {
    return new EmmgDecoder(Direction.CLIENT_TO_SERVER, tolerance);
  }

  /** For an EMMG or PDG: decodes what a MUX sends. */
  public static EmmgDecoder atEmmg(Tolerance tolerance) {
    return new EmmgDecoder(Direction.SERVER_TO_CLIENT, tolerance);
  }

  @Override
  protected EmmgDecoded refuse(
      Pdu pdu, @Nullable MessageRow<EmmgMessage> row, Fault fault, int version) {
    boolean aboutStream = row != null && row.aboutStream() && !fault.kind().ofForm();
    return new EmmgProtocolError(
        version,
        pdu.messageType(),
        EmmgErrorStatus.of(fault.kind()),
        aboutStream,
        echo(pdu, EmmgParameters.CLIENT_ID),
        echo(pdu, EmmgParameters.DATA_CHANNEL_ID),
        aboutStream ? echo(pdu, EmmgParameters.DATA_STREAM_ID) : 0,
        fault.information(),
        row == null || !row.reportsError());
  }
}
