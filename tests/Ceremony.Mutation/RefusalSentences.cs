using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ceremony.Mutation;

/// <summary>
/// The sentences by which the verifier refuses, out of its sources: every text of some words that it writes, but for those that by their place are something
/// else. So a new rule is found wherever it is written, and however it becomes the problem of a check.
/// </summary>
internal static class RefusalSentences
{
    private const string Folder = "src/Ceremony.Verify";

    // What stands in the place of a value.
    private const string Value = "…";

    // What is printed, whatever was found; the words of actions and of what is signed, which officers read; what the auditor gives and can type wrong; the words for
    // what is on a token, and what an abort says of its keys.
    private static readonly HashSet<string> OtherTypes = new(StringComparer.Ordinal) { "Verdict", "SignerName", "Spoken", "SignedThings", "TokenObjectRef", "FatesOfKeys" };

    // The sentence where nothing is wrong, where nothing was looked at, and a text that was signed.
    private static readonly HashSet<string> OtherMembers = new(StringComparer.Ordinal) { "Words", "NotMade", "TextOf" };

    // These trouble the verifier's own programmer; others become the problem of a check.
    private static readonly HashSet<string> OwnTrouble = new(StringComparer.Ordinal) { "ArgumentException", "ArgumentOutOfRangeException", "InvalidOperationException" };

    // What is compared, taken apart or looked up is no sentence.
    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal) { "StartsWith", "EndsWith", "Contains", "Split", "ToString", "Replace", "IndexOf" };

    /// <summary>All, each with the file in which it stands first.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        string folder = Path.Combine(Repository.Root, Folder);
        foreach (string path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string file = Path.GetRelativePath(folder, path);
            if (!file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            {
                foreach (string sentence in Of(File.ReadAllText(path)))
                {
                    all.TryAdd(sentence, file);
                }
            }
        }

        return all;
    }

    /// <summary>Those of one source.</summary>
    public static IEnumerable<string> Of(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes()
        .Where(node => IsText(node) && !IsSomethingElse(node))
        .Select(Sentence)
        .Where(IsOfWords);

    // What is shorter is a word that is put into a sentence, or a name.
    private static bool IsOfWords(string sentence) =>
        sentence.Split(' ') is { Length: > 2 } words && words.Count(word => word.Any(char.IsLetter)) > 1 && !sentence.Contains('\n', StringComparison.Ordinal);

    private static bool IsText(SyntaxNode node) =>
        (node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression)) && !node.Ancestors().Any(above => above is InterpolationSyntax);

    private static bool IsSomethingElse(SyntaxNode text) => text.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } or ConstantPatternSyntax
        || text.Ancestors().Any(above => above switch
        {
            // Tables, and the sentences where nothing is wrong.
            FieldDeclarationSyntax or AttributeSyntax => true,
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,

            // Things that are told apart, each with the words for it.
            TupleExpressionSyntax => true,
            TypeDeclarationSyntax type => OtherTypes.Contains(type.Identifier.Text) || (type.Identifier.Text.Contains("Edition", StringComparison.Ordinal) && !IsOrNull(text)),
            MethodDeclarationSyntax method => OtherMembers.Contains(method.Identifier.Text),
            ObjectCreationExpressionSyntax made => OwnTrouble.Contains(made.Type.ToString()),
            _ => false,
        })
        || text.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } } && Reading.Contains(called.Name.Identifier.Text);

    // In the lists of an edition only what stands beside "nothing is wrong" is a refusal; all else are fields and the sentences of actions.
    private static bool IsOrNull(SyntaxNode text) => text.Parent is ConditionalExpressionSyntax choice && (choice.WhenTrue.IsKind(SyntaxKind.NullLiteralExpression) || choice.WhenFalse.IsKind(SyntaxKind.NullLiteralExpression));

    private static string Sentence(SyntaxNode text) => text is InterpolatedStringExpressionSyntax interpolated
        ? string.Concat(interpolated.Contents.Select(part => part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : Value))
        : ((LiteralExpressionSyntax)text).Token.ValueText;
}
