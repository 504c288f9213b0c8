package io.caskade.receivers.files.intake;

import java.util.List;

/** What a file holds: accounts, and settings that are proposed. */
record FileContent(List<Draft> accounts, List<String> settings) {}
