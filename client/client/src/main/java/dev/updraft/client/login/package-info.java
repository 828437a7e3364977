/**
 * How a Flyte lets somebody in: OAuth 2, by whatever flow its configuration names. Contract 8.4.
 */
@NullMarked
package dev.updraft.client.login;

import org.jspecify.annotations.NullMarked;
