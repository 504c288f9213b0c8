package io.caskade.store.jpa.replica;

import java.util.function.Supplier;

/** Whether this store takes changes: one that follows another store does not. */
public interface WriteGate {
  /** Lets everything pass. */
  WriteGate OPEN =
      new WriteGate() {
        @Override
        public <T> T pass(Supplier<T> work) {
          return work.get();
        }

        @Override
        public void whenMoved(Runnable listener) {
          // Nothing moves the journal but its sealer.
        }
      };

  /**
   * Does the work while the gate is open; it stays open until the work ended.
   *
   * @throws io.caskade.api.base.CaskadeException STANDBY_REFUSES
   */
  <T> T pass(Supplier<T> work);

  /** Told, in place of the former one, when the journal grew past its sealer. */
  void whenMoved(Runnable listener);
}
