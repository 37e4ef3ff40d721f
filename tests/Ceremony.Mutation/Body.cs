using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Ceremony.Mutation;

/// <summary>A body that is written once for each of its mutants, behind a switch: no file is compiled more often than once.</summary>
/// <param name="Whole">What is replaced: a block, or an arrow with its expression and, where there is one, the semicolon.</param>
/// <param name="Inner">The block, or the expression.</param>
/// <param name="IsBlock">Whether it is a block.</param>
/// <param name="Returns">Whether an expression is returned.</param>
/// <param name="Getter">Whether an arrow stands for a getter.</param>
internal sealed record Body(TextSpan Whole, SyntaxNode Inner, bool IsBlock, bool Returns, bool Getter)
{
    /// <summary>The outermost bodies of a file.</summary>
    public static IReadOnlyList<Body> Of(SyntaxNode root)
    {
        var bodies = new List<Body>();
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (Read(node) is { } body && !bodies.Any(each => each.Whole.Contains(body.Whole)))
            {
                bodies.Add(body);
            }
        }

        return bodies;
    }

    private static Body? Read(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax { Body: { } block } => Block(block),
        AccessorDeclarationSyntax { Body: { } block } => Block(block),
        AnonymousFunctionExpressionSyntax { Block: { } block } => Block(block),
        BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method => Arrow(method, arrow, Gives(method)),
        AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor => Arrow(accessor, arrow, accessor.IsKind(SyntaxKind.GetAccessorDeclaration)),
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } property => Arrow(property, arrow, true) with { Getter = true },
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer => Arrow(indexer, arrow, true) with { Getter = true },
        LambdaExpressionSyntax { ExpressionBody: { } expression } => new Body(expression.Span, expression, IsBlock: false, Returns: true, Getter: false),
        _ => null,
    };

    private static Body Block(BlockSyntax block) => new(block.Span, block, IsBlock: true, Returns: true, Getter: false);

    private static Body Arrow(SyntaxNode member, ArrowExpressionClauseSyntax arrow, bool returns) =>
        new(TextSpan.FromBounds(arrow.SpanStart, member.Span.End), arrow.Expression, IsBlock: false, returns, Getter: false);

    private static bool Gives(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } => false,
        MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" } } => !method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => false,
        _ => true,
    };
}
