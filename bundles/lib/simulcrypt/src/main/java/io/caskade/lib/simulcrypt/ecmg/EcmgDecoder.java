package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Direction;
import io.caskade.lib.simulcrypt.Fault;
import io.caskade.lib.simulcrypt.MessageRow;
import io.caskade.lib.simulcrypt.ParameterRow;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.TableDecoder;
import io.caskade.lib.simulcrypt.Tolerance;
import org.jspecify.annotations.Nullable;

/** Decodes ECMG&lt;-&gt;SCS. */
public final class EcmgDecoder extends TableDecoder<EcmgMessage, EcmgDecoded> {

  private EcmgDecoder(Direction way, Tolerance tolerance) {
    super(EcmgMessage.class, EcmgMessageType.table(), way, tolerance);
  }

  /** For an ECMG: decodes what an SCS sends. */
  public static EcmgDecoder atEcmg(Tolerance tolerance) {
    return new EcmgDecoder(Direction.CLIENT_TO_SERVER, tolerance);
  }

  /** For an SCS: decodes what an ECMG sends. */
  public static EcmgDecoder atScs(Tolerance tolerance) {
    return new EcmgDecoder(Direction.SERVER_TO_CLIENT, tolerance);
  }

  @Override
  protected EcmgDecoded refuse(
      Pdu pdu, @Nullable MessageRow<EcmgMessage> row, Fault fault, int version) {
    boolean aboutStream = row != null && row.aboutStream() && !fault.kind().ofForm();
    return new EcmgProtocolError(
        version,
        pdu.messageType(),
        status(fault),
        aboutStream,
        echo(pdu, EcmgParameters.ECM_CHANNEL_ID),
        aboutStream ? echo(pdu, EcmgParameters.ECM_STREAM_ID) : 0,
        fault.information(),
        row == null || !row.reportsError());
  }

  /** A CW_provision without any word has not enough of them: 0x000B, as one with too few. */
  private static EcmgErrorStatus status(Fault fault) {
    ParameterRow words = EcmgParameters.CP_CW_COMBINATION;
    return fault.kind() == Fault.Kind.MISSING_PARAMETER && fault.information() == words.code()
        ? EcmgErrorStatus.NOT_ENOUGH_CONTROL_WORDS
        : EcmgErrorStatus.of(fault.kind());
  }
}
