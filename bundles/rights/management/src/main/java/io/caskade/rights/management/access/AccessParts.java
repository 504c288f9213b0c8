package io.caskade.rights.management.access;

import io.caskade.api.rights.access.Account;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.rights.management.Gate;

/** What sign-in and the management of accounts share. */
record AccessParts(
    Gate gate,
    AccessRows rows,
    PasswordCheck passwords,
    SecondFactor secondFactor,
    Callers callers,
    LiveSessions sessions,
    FirstAccess firstAccess,
    Recent<Account> accounts,
    Recent<ApiToken> tokens) {}
