// Package access knows who may call a server: tokens, what each may do, and where they are kept.
//
// It promises:
//
//   - A secret has 256 random bits, is shown once, and is kept nowhere: of a token its SHA-256 is kept, and compared in
//     constant time. A Secret never prints itself.
//   - A [Keyring] knows a token that was made elsewhere when it is first used, and of one that was revoked elsewhere within
//     2 s. While its shelf cannot be read it goes on with what it knows for an hour, and then lets nobody in.
//   - Unknown, revoked and malformed secrets get one answer. What has expired is told so: it helps whoever holds it, and
//     nobody else can have it.
//   - Sessions are tokens, too: made of another one, shorter lived, and over when that is.
//
// It decides who calls and what their scopes are; what a request needs is decided by the server.
package access
