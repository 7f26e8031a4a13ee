package io.chattr.application.wrong;

import com.google.inject.Injector;

/** Breaks the rules that the application knows only the domain, and only bootstrap Guice. */
public record ApplicationThatKnowsGuice(Injector injector) {}
