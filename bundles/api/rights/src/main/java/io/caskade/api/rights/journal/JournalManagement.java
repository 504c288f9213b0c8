package io.caskade.api.rights.journal;

import io.caskade.api.rights.Caller;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** The journal for people and programs. Needs JOURNAL_READ. */
@ProviderType
public interface JournalManagement {
  List<JournalRow> find(Caller caller, JournalQuery query);

  JournalArchive.Verdict verify(Caller caller);

  /** Compares the chain with copies of its head from the log as well. */
  JournalArchive.Verdict verify(Caller caller, List<JournalArchive.Head> copies);

  /**
   * Streams sealed rows oldest first; the export itself becomes a row.
   *
   * @param toSeq inclusive; the head when it is beyond
   */
  void export(Caller caller, long fromSeq, long toSeq, Consumer<JournalRow> consumer);
}
