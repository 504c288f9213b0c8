package io.caskade.ops.airwatch.watch;

import java.util.Set;

/** What an elementary stream carries, by its stream_type (ISO/IEC 13818-1, table 2-34). */
enum StreamKind {
  /** Picture or sound, without which a service is nothing. */
  PICTURE_OR_SOUND,
  /** PES packets of something else: subtitles, teletext, AC-3 as DVB has it. */
  OTHER_PES,
  /** Sections, or not known. */
  OTHER;

  private static final Set<Integer> MAIN =
      Set.of(0x01, 0x02, 0x03, 0x04, 0x0F, 0x10, 0x11, 0x1B, 0x1C, 0x20, 0x21, 0x24, 0x33, 0x42);
  private static final int PRIVATE_PES = 0x06;

  static StreamKind of(int streamType) {
    if (MAIN.contains(streamType)) {
      return PICTURE_OR_SOUND;
    }
    return streamType == PRIVATE_PES ? OTHER_PES : OTHER;
  }

  boolean isPes() {
    return this != OTHER;
  }
}
