/**
 * Flyte's REST gateway: each unary call whose descriptor has a {@code google.api.http} rule, over
 * HTTP in Flyte's three encodings. Follow {@link dev.updraft.service.rest.Gateway#serve}.
 */
@NullMarked
package dev.updraft.service.rest;

import org.jspecify.annotations.NullMarked;
