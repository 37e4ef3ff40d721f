using Ceremony.Core.Json;

namespace Ceremony.Forgery.Tests.Runs;

/// <summary>A resume after a forgery.</summary>
/// <param name="Came">What came of it.</param>
/// <param name="Why">By which check or screen it was refused.</param>
/// <param name="Written">The lines that the program wrote.</param>
/// <param name="Deeds">How much the tokens did.</param>
/// <param name="Pins">How many PINs were typed.</param>
/// <param name="Files">The files beside the journal that are there now and were not, or are others.</param>
internal sealed record Resumption(WhatCame Came, string Why, IReadOnlyList<JsonMap> Written, int Deeds, int Pins, IReadOnlyList<string> Files)
{
    /// <summary>Whether anything was done: in a token, with a PIN, in a file, or by the record.</summary>
    public bool WasActedOn => Deeds > 0 || Pins > 0 || Files.Count > 0 || Written.Any(line => line.Text("kind") is "intended" or "performed" or "approved");
}
