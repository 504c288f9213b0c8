package io.caskade.store.jpa;

import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Databases.H2File.class)
class H2FileDumpTest extends JpaDump {}
