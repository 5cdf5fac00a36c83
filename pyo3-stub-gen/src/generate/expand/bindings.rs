//! The names that statements bind.

use ruff_python_ast as ast;

/// Returns the names that `statements` bind in their scope.
pub(super) fn of_all(statements: &[ast::Stmt]) -> Vec<String> {
    let mut names = Vec::new();
    statements.iter().for_each(|statement| add(statement, &mut names));
    names
}

fn add(statement: &ast::Stmt, names: &mut Vec<String>) {
    match statement {
        ast::Stmt::FunctionDef(function) => names.push(function.name.to_string()),
        ast::Stmt::ClassDef(class) => names.push(class.name.to_string()),
        ast::Stmt::AnnAssign(assign) => add_target(&assign.target, names),
        ast::Stmt::Assign(assign) => assign.targets.iter().for_each(|target| add_target(target, names)),
        ast::Stmt::TypeAlias(alias) => add_target(&alias.name, names),
        ast::Stmt::Import(import) => names.extend(import.names.iter().map(bound_by_import)),
        ast::Stmt::ImportFrom(import) => {
            names.extend(import.names.iter().map(|alias| bound_by_from(alias).to_owned()));
        }
        ast::Stmt::If(_) | ast::Stmt::Try(_) => {
            blocks(statement).into_iter().flatten().for_each(|inner| add(inner, names));
        }
        _ => {}
    }
}

fn add_target(target: &ast::Expr, names: &mut Vec<String>) {
    match target {
        ast::Expr::Name(name) => names.push(name.id.to_string()),
        ast::Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| add_target(element, names)),
        _ => {}
    }
}

/// Returns the blocks of an `if` or a `try`. Other statements have none.
pub(super) fn blocks(statement: &ast::Stmt) -> Vec<&[ast::Stmt]> {
    match statement {
        ast::Stmt::If(branch) => std::iter::once(&branch.body[..])
            .chain(branch.elif_else_clauses.iter().map(|clause| &clause.body[..]))
            .collect(),
        ast::Stmt::Try(attempt) => {
            let handlers = attempt.handlers.iter().map(|handler| {
                let ast::ExceptHandler::ExceptHandler(handler) = handler;
                &handler.body[..]
            });
            let rest = [&attempt.body[..], &attempt.orelse[..], &attempt.finalbody[..]];
            rest.into_iter().chain(handlers).collect()
        }
        _ => Vec::new(),
    }
}

/// `import a.b` binds `a`.
pub(super) fn bound_by_import(alias: &ast::Alias) -> String {
    match &alias.asname {
        Some(name) => name.to_string(),
        None => alias.name.split('.').next().unwrap_or(&alias.name).to_owned(),
    }
}

pub(super) fn bound_by_from(alias: &ast::Alias) -> &str {
    alias.asname.as_ref().unwrap_or(&alias.name).as_str()
}

/// Whether `statement` is an import, or has only imports in its blocks.
pub(super) fn is_only_imports(statement: &ast::Stmt) -> bool {
    match statement {
        ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => true,
        ast::Stmt::If(_) | ast::Stmt::Try(_) => {
            blocks(statement).into_iter().flatten().all(|it| is_only_imports(it) || it.is_pass_stmt())
        }
        _ => false,
    }
}

/// Returns every import in `statement`.
pub(super) fn imports(statement: &ast::Stmt) -> Vec<&ast::Stmt> {
    match statement {
        ast::Stmt::Import(_) | ast::Stmt::ImportFrom(_) => vec![statement],
        _ => blocks(statement).into_iter().flatten().flat_map(imports).collect(),
    }
}
