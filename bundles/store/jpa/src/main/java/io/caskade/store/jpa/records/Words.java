package io.caskade.store.jpa.records;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;

/** Keeps the words of records in step with a part of a transaction. */
final class Words {
  private final EntityManager entities;
  private final Map<RecordName, Difference> changed = new LinkedHashMap<>();

  Words(EntityManager entities) {
    this.entities = entities;
  }

  /** Several changes of a record make one difference. */
  void change(RecordName name, Set<Word> before, Set<Word> after) {
    changed.merge(
        name, new Difference(before, after), (a, b) -> new Difference(a.before(), b.after()));
  }

  void write() {
    changed.forEach(this::write);
    changed.clear();
  }

  private void write(RecordName name, Difference words) {
    for (String field : List.of(Word.TEXT, Word.TAG)) {
      remove(name, field, minus(words.before(), words.after(), field));
    }
    words.after().stream()
        .filter(word -> !words.before().contains(word))
        .forEach(word -> entities.persist(new WordEntity(name, word)));
  }

  private void remove(RecordName name, String field, Set<String> gone) {
    if (!gone.isEmpty()) {
      entities
          .createQuery(
              "delete from Word w where w.key.network = :network and w.key.kind = :kind"
                  + " and w.key.field = :field and w.key.id = :id and w.key.text in :gone")
          .setParameter("network", name.network().value())
          .setParameter("kind", name.kind().name())
          .setParameter("field", field)
          .setParameter("id", name.id())
          .setParameter("gone", gone)
          .executeUpdate();
    }
  }

  private static Set<String> minus(Set<Word> before, Set<Word> after, String field) {
    var gone = new HashSet<String>();
    for (Word word : before) {
      if (word.field().equals(field) && !after.contains(word)) {
        gone.add(word.text());
      }
    }
    return gone;
  }

  private record Difference(Set<Word> before, Set<Word> after) {}
}
