package io.caskade.store.jpa.gate;

import javax.sql.DataSource;

/** Lets JPA see a database; in OSGi a service. */
interface Publication {
  /**
   * @return takes it back; called once
   */
  Runnable publish(DataSource source);
}
