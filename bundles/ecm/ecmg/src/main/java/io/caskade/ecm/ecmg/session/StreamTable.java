package io.caskade.ecm.ecmg.session;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a channel by ECM_stream_id: pages of 256, made when needed, so that a look-up
 * allocates nothing and few streams cost little.
 */
final class StreamTable {
  private static final int PAGE_BITS = 8;

  private @Nullable Page[] pages = new Page[0];
  private int size;

  /** Streams whose ids share the upper eight bits. */
  private static final class Page {
    private static final int SLOTS = 1 << PAGE_BITS;

    private final @Nullable EcmStream[] slots = new EcmStream[SLOTS];

    static int slot(int streamId) {
      return streamId & (SLOTS - 1);
    }
  }

  int size() {
    return size;
  }

  @Nullable EcmStream get(int streamId) {
    Page page = page(streamId);
    return page == null ? null : page.slots[Page.slot(streamId)];
  }

  /** Adds a stream whose id is free. */
  void put(EcmStream stream) {
    int index = stream.id() >>> PAGE_BITS;
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, index + 1);
    }
    Page page = pages[index];
    if (page == null) {
      page = new Page();
      pages[index] = page;
    }
    page.slots[Page.slot(stream.id())] = stream;
    size++;
  }

  void remove(int streamId) {
    Page page = page(streamId);
    if (page != null && page.slots[Page.slot(streamId)] != null) {
      page.slots[Page.slot(streamId)] = null;
      size--;
    }
  }

  /** By rising id; the visitor may remove the stream that it is shown. */
  void forEach(Consumer<EcmStream> visitor) {
    for (Page page : pages) {
      for (int i = 0; page != null && i < page.slots.length; i++) {
        EcmStream stream = page.slots[i];
        if (stream != null) {
          visitor.accept(stream);
        }
      }
    }
  }

  private @Nullable Page page(int streamId) {
    int index = streamId >>> PAGE_BITS;
    return index < pages.length ? pages[index] : null;
  }
}
