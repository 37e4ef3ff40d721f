namespace Ceremony.Forgery.Tests.Runs;

/// <summary>What came of a ceremony that was resumed after somebody had changed its folder.</summary>
internal enum WhatCame
{
    /// <summary>The program did not even open it, or its verifier found it unproven.</summary>
    RefusedByTheProgram,

    /// <summary>The witness's sheet did not agree with the journal.</summary>
    RefusedByTheSheet,

    /// <summary>The officers were asked whether to go on although something is not as it should be.</summary>
    LeftToTheOfficers,

    /// <summary>The ceremony went on.</summary>
    WentOn,
}
